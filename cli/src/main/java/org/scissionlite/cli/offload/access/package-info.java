/** Options of the commands {@code edge} and {@code device}: who may speak with whom (stage 8). */
package org.scissionlite.cli.offload.access;
