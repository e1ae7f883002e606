/** Stage 5 of 8 - transfer, lossless: integers as they are, entropy coded. */
package org.scissionlite.transfer.lossless;
