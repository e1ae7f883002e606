/**
 * The command {@code optimise}: stages 4 to 7, the joint optimum of cut, transfer layer and
 * accuracy.
 */
package org.scissionlite.cli.optimise;
