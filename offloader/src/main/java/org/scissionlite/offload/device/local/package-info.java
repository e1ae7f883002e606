/**
 * Stage 8 of 8 - offload, what a device computes by itself: the models that it keeps for that, and
 * when each answer is begun.
 */
package org.scissionlite.offload.device.local;
