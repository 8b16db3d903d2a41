# isa: rv64gc
# fails with: 3
# The number of the check that failed is the exit code.
	.include "environment.inc"
	begin
	li a0, 5
	check 2, a0, 5
	check 3, a0, 6
	finish
handler:
	j unexpected
	data
