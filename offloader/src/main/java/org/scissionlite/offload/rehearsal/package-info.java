/**
 * Stage 8 of 8 - offload, before the first image: the whole way of a request is run on loopback, so
 * that its code is compiled when the first image comes.
 */
package org.scissionlite.offload.rehearsal;
