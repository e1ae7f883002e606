/** The command {@code link}: what the network between two machines is like (for stage 4). */
package org.scissionlite.cli.link;
