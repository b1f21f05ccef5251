/** The API over HTTP: requests to operations, their results and refusals to answers. */
package io.drover.api.http;
