/** The command that shows in the terminal what an edge or a device does. */
package org.scissionlite.cli.watch;
