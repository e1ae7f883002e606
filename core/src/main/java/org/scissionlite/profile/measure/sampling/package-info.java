/**
 * Stage 3 of 8 - profile, the clock: an action in, samples of its time out, told apart by what
 * disturbed them.
 */
package org.scissionlite.profile.measure.sampling;
