/** Stage 5 of 8 - transfer, its kinds: the text of a spec in, the transfer layer out. */
package org.scissionlite.transfer.spec;
