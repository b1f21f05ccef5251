package io.drover.addin.images;

/**
 * An image of an item.
 *
 * @param itemType name of the item's element, such as Product
 * @param itemId id of the item in Perfion
 * @param itemNumber value of the item, such as its product number, or null
 * @param feature name of the image feature
 * @param language of the value, or null
 * @param sequence among the item's images of the feature, or null
 * @param image id of the image
 */
record ImageRelation(
        String itemType,
        String itemId,
        String itemNumber,
        String feature,
        String language,
        String sequence,
        String image) {}
