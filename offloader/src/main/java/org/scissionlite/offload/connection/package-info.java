/**
 * Stage 8 of 8 - offload, the connection of a device to its edge: sockets, congestion control, and
 * what a failed call means.
 */
package org.scissionlite.offload.connection;
