/** The command {@code evaluate}: accuracy, bytes and privacy (stage 6). */
package org.scissionlite.cli.evaluate;
