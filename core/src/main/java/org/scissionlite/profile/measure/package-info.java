/**
 * Stage 3 of 8 - profile, the measurement: blocks and an engine in, profile out (the paper's
 * ScissionTL Benchmark).
 */
package org.scissionlite.profile.measure;
