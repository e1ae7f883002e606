/** Shared by stages 3 to 8 - folders of pictures as they are found: untidy, linked, nested. */
package org.scissionlite.input.folder;
