/**
 * Stage 8 of 8 - offload, who may speak with whom: TLS on both sides of a connection, tokens and
 * roles, all of it from files that are read again when they change.
 */
package org.scissionlite.offload.security;
