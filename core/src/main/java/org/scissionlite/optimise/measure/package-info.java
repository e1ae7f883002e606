/**
 * Stages 4 to 6 of 8 - the joint optimum: what transfer layers send, lose and take, measured on
 * images and taken from profiles.
 */
package org.scissionlite.optimise.measure;
