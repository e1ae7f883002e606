/**
 * The command {@code prepare}: stages 5 to 7, with the search for a transfer layer and its
 * training.
 */
package org.scissionlite.cli.prepare;
