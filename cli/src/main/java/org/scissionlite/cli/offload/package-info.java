/** The commands {@code edge} and {@code device}: stage 8. */
package org.scissionlite.cli.offload;
