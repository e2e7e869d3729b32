/* Other people's formats, known by their first bytes.
 *
 * Only a look: nothing of these files is parsed. A PyTorch file is a pickle,
 * which is a program, and running it is the business of Python; it comes bare
 * or inside a zip archive, and what a zip archive is for is told by the name
 * of its first member.
 */
#include "model/foreign.h"

#include <string.h>

enum { ZIP_NAME = 30, ZIP_NAME_LENGTH = 26 };

static bool starts(const unsigned char *bytes, size_t length,
                   const char *magic, size_t size)
{
    return length >= size && memcmp(bytes, magic, size) == 0;
}

/* Does the name of the first member of a zip archive end in `tail`? */
static bool member_ends(const unsigned char *bytes, size_t length,
                        const char *tail)
{
    size_t size = strlen(tail);
    if (length < ZIP_NAME)
        return false;
    size_t name = bytes[ZIP_NAME_LENGTH] +
                  ((size_t)bytes[ZIP_NAME_LENGTH + 1] << 8);
    return name >= size && length >= ZIP_NAME + name &&
           memcmp(bytes + ZIP_NAME + name - size, tail, size) == 0;
}

static void explain_pytorch(const char *path, struct error *error)
{
    error_set(error,
              "%s: a PyTorch pickle, not safetensors; these lines of Python "
              "export it:\n"
              "import torch, safetensors.torch as st; "
              "m = torch.load(\"%s\", map_location=\"cpu\")\n"
              "st.save_file(m if isinstance(m, dict) else m.state_dict(), "
              "\"model.safetensors\")",
              path, path);
}

static const char *name_format(const unsigned char *bytes, size_t length)
{
    if (starts(bytes, length, "\x89HDF\r\n\x1a\n", 8))
        return "an HDF5 file (Keras .h5)";
    if (starts(bytes, length, "\x93NUMPY", 6))
        return "a NumPy .npy file";
    if (starts(bytes, length, "GGUF", 4))
        return "a GGUF file";
    /* A protobuf whose first field is ir_version and whose second is
     * producer_name. */
    if (length > 2 && bytes[0] == 0x08 && bytes[1] < 0x80 && bytes[2] == 0x12)
        return "an ONNX model";
    if (!starts(bytes, length, "PK\3\4", 4))
        return NULL;
    if (member_ends(bytes, length, ".npy"))
        return "a NumPy .npz archive";
    if (member_ends(bytes, length, "metadata.json") ||
        member_ends(bytes, length, "config.json"))
        return "a Keras .keras archive";
    return NULL;
}

bool foreign_explain(const char *path, const void *bytes, size_t length,
                     struct error *error)
{
    const char *format = name_format(bytes, length);
    if (format != NULL) {
        error_set(error,
                  "%s: %s, not safetensors; load it in Python and save it "
                  "with safetensors' save_file",
                  path, format);
        return true;
    }
    /* A bare pickle opens with its protocol: 0x80 and 2 to 5. */
    if (starts(bytes, length, "PK\3\4", 4) ||
        (length > 8 && starts(bytes, length, "\x80", 1) &&
         ((const unsigned char *)bytes)[1] <= 5)) {
        explain_pytorch(path, error);
        return true;
    }
    return false;
}
