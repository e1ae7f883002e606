/**
 * Stage 8 of 8 - offload, the device's sense of time: how long things take of late, how long to
 * wait before a failed edge is asked again, and when an answer must be begun at the latest.
 */
package org.scissionlite.offload.device.timing;
