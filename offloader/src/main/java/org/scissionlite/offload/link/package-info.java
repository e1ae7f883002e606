/**
 * Stage 8 of 8 - offload, emulated: a network and a slow device where there is one machine only.
 *
 * <p>{@link org.scissionlite.offload.link.EmulatedLink} delays the bytes of real connections,
 * {@link org.scissionlite.offload.link.SlowedEngine} the answers of a real engine. What they give
 * is emulated, and whoever prints it says so.
 */
package org.scissionlite.offload.link;
