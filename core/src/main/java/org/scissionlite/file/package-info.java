/**
 * Shared by all stages - file: files and folders that are written whole or not at all, JSON that is
 * read with care, and hashes.
 */
package org.scissionlite.file;
