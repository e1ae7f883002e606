/**
 * Stage 8 of 8 - offload, which way to run the model as link and machines are now: what each answer
 * tells of them, and the choice. No threads, clocks or sockets: times are given.
 */
package org.scissionlite.offload.adaptive.decision;
