/** Bodies of any size on their way to a file. */
package io.drover.http.upload;
