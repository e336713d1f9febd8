// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/http_reader.h"

namespace highwater::http {

Fault faultOf(beast::http::error error)
{
    using Error = beast::http::error;
    switch (error) {
    case Error::bad_version:
        return Fault{505, "an HTTP version other than 1.0 and 1.1"};
    case Error::bad_line_ending:
        return Fault{400, "a CR without LF"};
    case Error::bad_method:
        return Fault{400, "the request does not begin with a method"};
    case Error::bad_target:
        return Fault{400, "the request's target has characters that must be encoded"};
    case Error::bad_status:
    case Error::bad_reason:
        return Fault{400, "the status line is malformed"};
    case Error::bad_field:
        return Fault{400, "the name of a header field is malformed"};
    case Error::bad_value:
    case Error::bad_obs_fold:
        return Fault{400, "the value of a header field is malformed"};
    case Error::bad_content_length:
        return Fault{400, "Content-Length is not one number, or stands beside Transfer-Encoding"};
    case Error::bad_transfer_encoding:
        return Fault{400, "Transfer-Encoding is there twice, or beside Content-Length"};
    case Error::body_limit: // only when the sizes of chunks exceed 64 bits
        return Fault{413, "the body is too long"};
    case Error::bad_chunk:
        return Fault{400, "the size of a chunk is malformed"};
    case Error::bad_chunk_extension:
        return Fault{400, "the extension of a chunk is malformed"};
    default:
        return Fault{400, "the message is malformed"}; // also: it asks for more although it has all
    }
}

} // namespace highwater::http
