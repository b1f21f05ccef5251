package io.drover.addin.images;

/**
 * An image of an item.
 *
 * @param feature name of the image feature
 * @param language of the value, or null
 * @param sequence among the item's images of the feature, or null
 * @param image id of the image
 */
record ImageRelation(Item item, String feature, String language, String sequence, String image) {

    /**
     * What is shown.
     *
     * @param type name of the item's element, such as Product
     * @param id of the item in Perfion
     * @param number value of the item, such as its product number, or null
     */
    record Item(String type, String id, String number) {}
}
