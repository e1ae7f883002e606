/**
 * The commands {@code train} and {@code images}: a classifier and pictures for those who have none
 * (stage 6).
 */
package org.scissionlite.cli.train;
