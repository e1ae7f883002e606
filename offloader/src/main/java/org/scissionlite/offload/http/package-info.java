/**
 * Stage 8 of 8 - offload: a small HTTP/1.1 server on the Netty that gRPC brings, with limits on all
 * that a caller can make it hold.
 */
package org.scissionlite.offload.http;
