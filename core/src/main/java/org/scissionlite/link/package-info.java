/**
 * Shared by stages 4 and 8 - link: the network file in, transfer times out.
 *
 * <p>A {@link org.scissionlite.link.Network} is the CSV's table of links between systems; a {@link
 * org.scissionlite.link.TransferModel} says how long a message takes over one of them.
 */
package org.scissionlite.link;
