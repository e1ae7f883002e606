/**
 * Shared by stages 4 and 8 - link: the network file in, transfer times out.
 *
 * <p>A {@link org.scissionlite.link.Network} is the CSV's table of links between systems. A {@link
 * org.scissionlite.link.Link} says how long a message takes, {@link
 * org.scissionlite.link.TransferModel} how often one goes, {@link
 * org.scissionlite.link.LinkEstimator} what link explains messages that were measured. All are pure
 * values; the formulas are in docs/link.md.
 */
package org.scissionlite.link;
