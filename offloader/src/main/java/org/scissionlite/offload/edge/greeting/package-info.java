/**
 * Stage 8 of 8 - offload, how connections to an edge begin: how many may stand, how long a greeting
 * may take, and what is said of those who speak something else.
 */
package org.scissionlite.offload.edge.greeting;
