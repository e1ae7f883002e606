/** Stage 8 of 8 - offload, memory: what a device's or an edge's process holds, and for what. */
package org.scissionlite.offload.memory;
