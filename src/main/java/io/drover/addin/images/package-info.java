/** The add-in import-perfion-images: the images that a query of the Perfion API names, as files. */
package io.drover.addin.images;
