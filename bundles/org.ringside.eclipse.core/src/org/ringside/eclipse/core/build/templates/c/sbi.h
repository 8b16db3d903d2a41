/* Calls to the firmware (SBI). */
#ifndef SBI_H
#define SBI_H

/* Writes bytes to the firmware's console. */
void sbi_write(const char *bytes, unsigned long length);

/* Switches the machine off. */
void sbi_shutdown(void);

#endif
