/**
 * Stage 3 of 8 - profile: blocks and an engine in, profile file out (the paper's ScissionTL
 * Benchmark).
 */
package org.scissionlite.profile;
