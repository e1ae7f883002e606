/**
 * Stages 4 to 6 of 8 - the joint optimum: profiles, a network and a search of transfer layers in,
 * the best way to run the model out, and what comes near it.
 *
 * <p>No cut is looked at that cannot win: the {@link org.scissionlite.optimise.CutBound bound} of a
 * cut is what it would cost if nothing had to be sent there, and cuts are opened in the order of
 * their bounds.
 */
package org.scissionlite.optimise;
