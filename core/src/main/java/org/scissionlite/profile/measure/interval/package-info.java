/**
 * Stage 3 of 8 - profile, at intervals: what a system does once in a while in, how long it takes
 * out.
 */
package org.scissionlite.profile.measure.interval;
