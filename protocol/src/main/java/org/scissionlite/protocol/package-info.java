/**
 * Shared by both sides of stage 8 - protocol: the messages and calls of the Open Inference Protocol
 * (KServe v2), generated from {@code inference.proto}.
 */
package org.scissionlite.protocol;
