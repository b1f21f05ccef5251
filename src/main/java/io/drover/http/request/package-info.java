/** What a request says before a route has it: its path in one form, its body's size, the limits. */
package io.drover.http.request;
