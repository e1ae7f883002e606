/**
 * Stage 8 of 8 - offload, the device: bundle and inputs in, answers with their latency and bytes
 * out.
 *
 * <p>{@link org.scissionlite.offload.device.DeviceRuntime} runs the device slice and sends to the
 * edge; {@link org.scissionlite.offload.device.LocalRuntime} runs the whole model on the device.
 */
package org.scissionlite.offload.device;
