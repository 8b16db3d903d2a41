/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa.sbi;

import java.util.List;
import java.util.Optional;

/** The functions of the SBI extensions, by the numbers in a7 and a6, with the names of their arguments in a0 and on. */
public enum SbiFunction {
	LEGACY_SET_TIMER(SbiExtension.LEGACY_SET_TIMER, 0, "set_timer", "stime_value"),
	LEGACY_CONSOLE_PUTCHAR(SbiExtension.LEGACY_CONSOLE_PUTCHAR, 0, "console_putchar", "ch"),
	LEGACY_CONSOLE_GETCHAR(SbiExtension.LEGACY_CONSOLE_GETCHAR, 0, "console_getchar", ""),
	LEGACY_CLEAR_IPI(SbiExtension.LEGACY_CLEAR_IPI, 0, "clear_ipi", ""),
	LEGACY_SEND_IPI(SbiExtension.LEGACY_SEND_IPI, 0, "send_ipi", "hart_mask_address"),
	LEGACY_REMOTE_FENCE_I(SbiExtension.LEGACY_REMOTE_FENCE_I, 0, "remote_fence_i", "hart_mask_address"),
	LEGACY_REMOTE_SFENCE_VMA(SbiExtension.LEGACY_REMOTE_SFENCE_VMA, 0, "remote_sfence_vma", "hart_mask_address start size"),
	LEGACY_REMOTE_SFENCE_VMA_ASID(SbiExtension.LEGACY_REMOTE_SFENCE_VMA_ASID, 0, "remote_sfence_vma_asid", "hart_mask_address start size asid"),
	LEGACY_SHUTDOWN(SbiExtension.LEGACY_SHUTDOWN, 0, "shutdown", ""),
	BASE_GET_SPEC_VERSION(SbiExtension.BASE, 0, "get_spec_version", ""),
	BASE_GET_IMPL_ID(SbiExtension.BASE, 1, "get_impl_id", ""),
	BASE_GET_IMPL_VERSION(SbiExtension.BASE, 2, "get_impl_version", ""),
	BASE_PROBE_EXTENSION(SbiExtension.BASE, 3, "probe_extension", "extension_id"),
	BASE_GET_MVENDORID(SbiExtension.BASE, 4, "get_mvendorid", ""),
	BASE_GET_MARCHID(SbiExtension.BASE, 5, "get_marchid", ""),
	BASE_GET_MIMPID(SbiExtension.BASE, 6, "get_mimpid", ""),
	TIME_SET_TIMER(SbiExtension.TIME, 0, "set_timer", "stime_value"),
	IPI_SEND_IPI(SbiExtension.IPI, 0, "send_ipi", "hart_mask hart_mask_base"),
	RFENCE_REMOTE_FENCE_I(SbiExtension.RFENCE, 0, "remote_fence_i", "hart_mask hart_mask_base"),
	RFENCE_REMOTE_SFENCE_VMA(SbiExtension.RFENCE, 1, "remote_sfence_vma", "hart_mask hart_mask_base start_addr size"),
	RFENCE_REMOTE_SFENCE_VMA_ASID(SbiExtension.RFENCE, 2, "remote_sfence_vma_asid", "hart_mask hart_mask_base start_addr size asid"),
	RFENCE_REMOTE_HFENCE_GVMA_VMID(SbiExtension.RFENCE, 3, "remote_hfence_gvma_vmid", "hart_mask hart_mask_base start_addr size vmid"),
	RFENCE_REMOTE_HFENCE_GVMA(SbiExtension.RFENCE, 4, "remote_hfence_gvma", "hart_mask hart_mask_base start_addr size"),
	RFENCE_REMOTE_HFENCE_VVMA_ASID(SbiExtension.RFENCE, 5, "remote_hfence_vvma_asid", "hart_mask hart_mask_base start_addr size asid"),
	RFENCE_REMOTE_HFENCE_VVMA(SbiExtension.RFENCE, 6, "remote_hfence_vvma", "hart_mask hart_mask_base start_addr size"),
	HSM_HART_START(SbiExtension.HSM, 0, "hart_start", "hartid start_addr opaque"),
	HSM_HART_STOP(SbiExtension.HSM, 1, "hart_stop", ""),
	HSM_HART_GET_STATUS(SbiExtension.HSM, 2, "hart_get_status", "hartid"),
	HSM_HART_SUSPEND(SbiExtension.HSM, 3, "hart_suspend", "suspend_type resume_addr opaque"),
	SRST_SYSTEM_RESET(SbiExtension.SRST, 0, "system_reset", "reset_type reset_reason"),
	PMU_NUM_COUNTERS(SbiExtension.PMU, 0, "num_counters", ""),
	PMU_COUNTER_GET_INFO(SbiExtension.PMU, 1, "counter_get_info", "counter_idx"),
	PMU_COUNTER_CONFIG_MATCHING(SbiExtension.PMU, 2, "counter_config_matching", "counter_idx_base counter_idx_mask config_flags event_idx event_data"),
	PMU_COUNTER_START(SbiExtension.PMU, 3, "counter_start", "counter_idx_base counter_idx_mask start_flags initial_value"),
	PMU_COUNTER_STOP(SbiExtension.PMU, 4, "counter_stop", "counter_idx_base counter_idx_mask stop_flags"),
	PMU_COUNTER_FW_READ(SbiExtension.PMU, 5, "counter_fw_read", "counter_idx"),
	PMU_COUNTER_FW_READ_HI(SbiExtension.PMU, 6, "counter_fw_read_hi", "counter_idx"),
	PMU_SNAPSHOT_SET_SHMEM(SbiExtension.PMU, 7, "snapshot_set_shmem", "shmem_phys_lo shmem_phys_hi flags"),
	PMU_EVENT_GET_INFO(SbiExtension.PMU, 8, "event_get_info", "shmem_phys_lo shmem_phys_hi num_entries flags"),
	DBCN_CONSOLE_WRITE(SbiExtension.DBCN, 0, "console_write", "num_bytes base_addr_lo base_addr_hi"),
	DBCN_CONSOLE_READ(SbiExtension.DBCN, 1, "console_read", "num_bytes base_addr_lo base_addr_hi"),
	DBCN_CONSOLE_WRITE_BYTE(SbiExtension.DBCN, 2, "console_write_byte", "byte"),
	SUSP_SYSTEM_SUSPEND(SbiExtension.SUSP, 0, "system_suspend", "sleep_type resume_addr opaque"),
	CPPC_PROBE(SbiExtension.CPPC, 0, "probe", "cppc_reg_id"),
	CPPC_READ(SbiExtension.CPPC, 1, "read", "cppc_reg_id"),
	CPPC_READ_HI(SbiExtension.CPPC, 2, "read_hi", "cppc_reg_id"),
	CPPC_WRITE(SbiExtension.CPPC, 3, "write", "cppc_reg_id val"),
	NACL_PROBE_FEATURE(SbiExtension.NACL, 0, "probe_feature", "feature_id"),
	NACL_SET_SHMEM(SbiExtension.NACL, 1, "set_shmem", "shmem_phys_lo shmem_phys_hi flags"),
	NACL_SYNC_CSR(SbiExtension.NACL, 2, "sync_csr", "csr_num"),
	NACL_SYNC_HFENCE(SbiExtension.NACL, 3, "sync_hfence", "entry_index"),
	NACL_SYNC_SRET(SbiExtension.NACL, 4, "sync_sret", ""),
	STA_STEAL_TIME_SET_SHMEM(SbiExtension.STA, 0, "steal_time_set_shmem", "shmem_phys_lo shmem_phys_hi flags"),
	SSE_READ_ATTRS(SbiExtension.SSE, 0, "read_attrs", "event_id base_attr_id attr_count output_phys_lo output_phys_hi"),
	SSE_WRITE_ATTRS(SbiExtension.SSE, 1, "write_attrs", "event_id base_attr_id attr_count input_phys_lo input_phys_hi"),
	SSE_REGISTER(SbiExtension.SSE, 2, "register", "event_id handler_entry_pc handler_entry_arg"),
	SSE_UNREGISTER(SbiExtension.SSE, 3, "unregister", "event_id"),
	SSE_ENABLE(SbiExtension.SSE, 4, "enable", "event_id"),
	SSE_DISABLE(SbiExtension.SSE, 5, "disable", "event_id"),
	SSE_COMPLETE(SbiExtension.SSE, 6, "complete", ""),
	SSE_INJECT(SbiExtension.SSE, 7, "inject", "event_id hart_id"),
	SSE_HART_UNMASK(SbiExtension.SSE, 8, "hart_unmask", ""),
	SSE_HART_MASK(SbiExtension.SSE, 9, "hart_mask", ""),
	FWFT_SET(SbiExtension.FWFT, 0, "set", "feature value flags"),
	FWFT_GET(SbiExtension.FWFT, 1, "get", "feature"),
	DBTR_NUM_TRIGGERS(SbiExtension.DBTR, 0, "num_triggers", "trig_tdata1"),
	DBTR_SET_SHMEM(SbiExtension.DBTR, 1, "set_shmem", "shmem_phys_lo shmem_phys_hi flags"),
	DBTR_READ_TRIGGER(SbiExtension.DBTR, 2, "read_trigger", "trig_idx_base trig_count"),
	DBTR_INSTALL(SbiExtension.DBTR, 3, "install", "trig_count"),
	DBTR_UPDATE(SbiExtension.DBTR, 4, "update", "trig_count"),
	DBTR_UNINSTALL(SbiExtension.DBTR, 5, "uninstall", "trig_idx_base trig_idx_mask"),
	DBTR_ENABLE(SbiExtension.DBTR, 6, "enable", "trig_idx_base trig_idx_mask"),
	DBTR_DISABLE(SbiExtension.DBTR, 7, "disable", "trig_idx_base trig_idx_mask"),
	MPXY_GET_SHMEM_SIZE(SbiExtension.MPXY, 0, "get_shmem_size", ""),
	MPXY_SET_SHMEM(SbiExtension.MPXY, 1, "set_shmem", "shmem_phys_lo shmem_phys_hi flags"),
	MPXY_GET_CHANNEL_IDS(SbiExtension.MPXY, 2, "get_channel_ids", "start_index"),
	MPXY_READ_ATTRIBUTES(SbiExtension.MPXY, 3, "read_attributes", "channel_id base_attribute_id attribute_count"),
	MPXY_WRITE_ATTRIBUTES(SbiExtension.MPXY, 4, "write_attributes", "channel_id base_attribute_id attribute_count"),
	MPXY_SEND_MESSAGE_WITH_RESPONSE(SbiExtension.MPXY, 5, "send_message_with_response", "channel_id message_id message_data_len"),
	MPXY_SEND_MESSAGE_WITHOUT_RESPONSE(SbiExtension.MPXY, 6, "send_message_without_response", "channel_id message_id message_data_len"),
	MPXY_GET_NOTIFICATION_EVENTS(SbiExtension.MPXY, 7, "get_notification_events", "channel_id");

	private final SbiExtension extension;
	private final int number;
	private final String title;
	private final List<String> arguments;

	SbiFunction(SbiExtension extension, int number, String title, String arguments) {
		this.extension = extension;
		this.number = number;
		this.title = title;
		this.arguments = arguments.isEmpty() ? List.of() : List.of(arguments.split(" "));
	}

	/** The extension that it belongs to. */
	public SbiExtension extension() {
		return extension;
	}

	/** The value of a6; legacy calls ignore a6. */
	public int number() {
		return number;
	}

	/** Its name in the specification without the prefix of the extension: {@code set_timer}. */
	public String title() {
		return title;
	}

	/** The names of the arguments in a0, a1 and so on. */
	public List<String> arguments() {
		return arguments;
	}

	/** The function that these register values call. */
	public static Optional<SbiFunction> of(long a7, long a6) {
		for (SbiFunction function : values()) {
			if (function.extension.number() == a7 && (function.number == a6 || function.extension.isLegacy())) {
				return Optional.of(function);
			}
		}
		return Optional.empty();
	}

	/** The functions of an extension. */
	public static List<SbiFunction> of(SbiExtension extension) {
		return List.of(values()).stream().filter(function -> function.extension == extension).toList();
	}

	/** The function with this name within its extension, in any case. */
	public static Optional<SbiFunction> byName(SbiExtension extension, String name) {
		return of(extension).stream().filter(function -> function.title.equalsIgnoreCase(name)).findFirst();
	}
}
