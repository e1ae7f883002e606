/**
 * Stage 3 of 8 - profile, the slices that a system will run: how long they take in, how long each
 * block takes within them out.
 */
package org.scissionlite.profile.measure.slice;
