/**
 * Stage 8 of 8 - offload, the device adapts: images in, answers of the scenario that suits link,
 * edge and device as they are now out.
 */
package org.scissionlite.offload.adaptive;
