/**
 * Stage 5 of 8 - transfer, its entropy coder: integers of a wire tensor and static tables in, bytes
 * out, and back.
 *
 * <p>Integers only, so that every CPU gives the same bytes: no floating point decides anything
 * here.
 */
package org.scissionlite.transfer.codec.entropy;
