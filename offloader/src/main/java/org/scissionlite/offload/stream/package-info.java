/**
 * Stage 8 of 8 - offload, the stream: pictures in as they come, one result for each of them out.
 *
 * <p>{@link org.scissionlite.offload.stream.ImageStream} takes {@link
 * org.scissionlite.offload.stream.Frame}s; reading, device slice and network overlap, and where the
 * camera is faster than the line a {@link org.scissionlite.offload.stream.WhenBehind} decides.
 */
package org.scissionlite.offload.stream;
