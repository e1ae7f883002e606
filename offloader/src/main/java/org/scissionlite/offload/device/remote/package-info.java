/**
 * Stage 8 of 8 - offload, the edges as a device sees them: what it expects of them, how it asks
 * them, which of them are well and which rest after a failure.
 */
package org.scissionlite.offload.device.remote;
