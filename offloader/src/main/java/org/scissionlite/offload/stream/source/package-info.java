/**
 * Stage 8 of 8 - offload, the stream: where pictures come from. Files and folders, a folder that is
 * watched, standard input.
 */
package org.scissionlite.offload.stream.source;
