/**
 * Stage 5 of 8 - transfer, its codecs: a wire tensor in, the bytes that cross the wire out, and
 * back; without loss, but for pictures that are sent as JPEG or WebP.
 */
package org.scissionlite.transfer.codec;
