/** The description of Drover's HTTP: the OpenAPI document, and the page that shows it. */
package io.drover.openapi;
