/**
 * Stage 3 of 8 - profile, memory: the two slices of every cut in, the memory that each needs out,
 * computed or measured.
 */
package org.scissionlite.profile.memory;
