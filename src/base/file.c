/* Files and their names: whole reads, the fence round a root, and output that appears only when whole. */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool file_read(const char *path, struct buf *out, size_t limit)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO must not hang us */
    if (fd < 0)
        return false;
    struct stat st;
    bool ok = !fstat(fd, &st);
    if (ok && !S_ISREG(st.st_mode)) {
        errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
        ok = false;
    }
    if (ok && limit && (uint64_t)st.st_size > limit) {
        errno = EFBIG;
        ok = false;
    }
    buf_add(out, "", 0);
    char piece[64 * 1024];
    while (ok) {
        ssize_t n = read(fd, piece, sizeof piece);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            ok = n == 0;
            break;
        }
        buf_add(out, piece, (size_t)n);
        if (limit && out->len > limit) {
            errno = EFBIG;
            ok = false;
        }
    }
    int e = errno;
    close(fd);
    errno = e;
    return ok;
}

bool path_below(const char *root, const char *path)
{
    char *r = realpath(root, NULL), *p = realpath(path, NULL);
    bool below = false;
    if (r && p) {
        size_t n = strlen(r);
        below = !strcmp(r, "/") || (!strncmp(r, p, n) && (p[n] == 0 || p[n] == '/'));
    }
    free(r);
    free(p);
    return below;
}

char *path_dir(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_strdup(a, ".");
    return slash == path ? arena_strdup(a, "/") : arena_strndup(a, path, (size_t)(slash - path));
}

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Removes "." and "dir/.." in place; a leading ".." of a relative path stays. */
static void collapse(char *path)
{
    bool absolute = *path == '/';
    char *start = path + absolute, *out = start, *in = start;
    for (bool more = *in; more;) {
        char *end = strchrnul(in, '/');
        more = *end; /* asked now: what is written below may reach this place */
        size_t n = (size_t)(end - in);
        if (n == 2 && in[0] == '.' && in[1] == '.') {
            char *last = out; /* start of the last part written */
            while (last > start && last[-1] == '/')
                last--;
            char *stop = last;
            while (last > start && last[-1] != '/')
                last--;
            bool dots = stop - last == 2 && last[0] == '.' && last[1] == '.';
            if (stop > last && !dots) {
                out = last;
            } else if (!absolute) {
                memcpy(out, "../", 3);
                out += 3;
            }
        } else if (n && !(n == 1 && in[0] == '.')) {
            memmove(out, in, n);
            out += n;
            *out++ = '/';
        }
        in = end + 1;
    }
    if (out > start && out[-1] == '/')
        out--;
    *out = 0;
}

char *path_join(struct arena *a, const char *base_file, const char *ref)
{
    const char *slash = strrchr(base_file, '/');
    int dir = *ref == '/' || !slash ? 0 : (int)(slash - base_file) + 1;
    char *p = arena_printf(a, "%.*s%s  ", dir, base_file, ref); /* room for collapse's last '/' */
    p[strlen(p) - 2] = 0;
    collapse(p);
    return *p ? p : arena_strdup(a, ".");
}

bool path_mkdirs(const char *path)
{
    char *p = xstrdup(path);
    bool ok = true;
    for (char *s = p + 1; ok && *p; s++) {
        if (*s != '/' && *s)
            continue;
        char was = *s;
        *s = 0;
        if (mkdir(p, 0777) && errno != EEXIST)
            ok = false;
        *s = was;
        if (!was)
            break;
    }
    struct stat st;
    if (ok && *p && !stat(p, &st) && !S_ISDIR(st.st_mode)) {
        errno = ENOTDIR;
        ok = false;
    }
    int e = errno;
    free(p);
    errno = e;
    return ok;
}

struct outfile {
    char *path, *temp; /* temp: NULL while the file has no name */
    FILE *f;
    uint64_t len;
    int error;
};

struct outfile *outfile_replace(const char *path)
{
    struct stat st;
    char *real = realpath(path, NULL);
    struct outfile *o = real && !stat(real, &st) ? outfile_open(real) : NULL;
    if (o && fchmod(fileno(o->f), st.st_mode & 07777)) {
        int e = errno;
        outfile_abandon(o);
        errno = e;
        o = NULL;
    }
    int e = errno;
    free(real);
    errno = e;
    return o;
}

/* A file beside path. Where the system can, one without a name, so that a build that is killed leaves nothing behind; else name
 * is where it stands. -1 when there is none. */
static int open_temporary(const char *path, struct buf *name)
{
    const char *base = path_base(path);
    int folder = (int)(base - path);
#ifdef O_TMPFILE
    if (!access("/proc/self/fd", X_OK)) {
        struct buf dir = {0};
        buf_addf(&dir, "%.*s", folder ? folder : 1, folder ? path : ".");
        int fd = open(dir.data, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
        buf_drop(&dir);
        if (fd >= 0)
            return fd;
    }
#endif
    buf_addf(name, "%.*s.%s.XXXXXX", folder, path, base);
    int fd = mkstemp(name->data);
    mode_t mask = umask(0);
    umask(mask);
    if (fd >= 0 && fchmod(fd, 0666 & ~mask)) {
        int e = errno;
        close(fd);
        unlink(name->data);
        errno = e;
        return -1;
    }
    return fd;
}

/* Gives the nameless file a name beside its target, for rename: a link cannot take the place of what is there. */
static bool name_temporary(struct outfile *o)
{
    struct buf own = {0}, name = {0};
    const char *base = path_base(o->path);
    bool linked = false;
    buf_addf(&own, "/proc/self/fd/%d", fileno(o->f));
    for (int i = 0; !linked && i < 100; i++) {
        buf_clear(&name);
        buf_addf(&name, "%.*s.%s.%ld-%d", (int)(base - o->path), o->path, base, (long)getpid(), i);
        linked = !linkat(AT_FDCWD, own.data, AT_FDCWD, name.data, AT_SYMLINK_FOLLOW);
        if (!linked && errno != EEXIST)
            break;
    }
    int e = errno;
    if (linked)
        o->temp = name.data;
    else
        buf_drop(&name);
    buf_drop(&own);
    errno = e;
    return linked;
}

struct outfile *outfile_open(const char *path)
{
    struct stat st;
    if (!stat(path, &st) && S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return NULL;
    }
    struct outfile *o = xcalloc(1, sizeof *o);
    struct buf temp = {0};
    int fd = open_temporary(path, &temp);
    if (fd < 0 || !(o->f = fdopen(fd, "wb"))) {
        int e = errno;
        if (fd >= 0) {
            close(fd);
            if (temp.len)
                unlink(temp.data);
        }
        buf_drop(&temp);
        free(o);
        errno = e;
        return NULL;
    }
    setvbuf(o->f, NULL, _IOFBF, 256 * 1024);
    o->path = xstrdup(path);
    o->temp = temp.len ? temp.data : NULL;
    if (!temp.len)
        buf_drop(&temp);
    return o;
}

bool outfile_write(struct outfile *o, const void *p, size_t n)
{
    if (o->error) {
        errno = o->error;
        return false;
    }
    if (n && fwrite(p, 1, n, o->f) != n) {
        o->error = errno ? errno : EIO;
        return false;
    }
    o->len += n;
    return true;
}

bool outfile_flush(struct outfile *o)
{
    if (!o->error && fflush(o->f))
        o->error = errno ? errno : EIO;
    errno = o->error;
    return !o->error;
}

uint64_t outfile_tell(const struct outfile *o)
{
    return o->len;
}

static void outfile_drop(struct outfile *o)
{
    free(o->path);
    free(o->temp);
    free(o);
}

bool outfile_commit(struct outfile *o)
{
    int e = outfile_flush(o) ? 0 : o->error;
    if (!e && !o->temp && !name_temporary(o))
        e = errno;
    if (fclose(o->f) && !e)
        e = errno;
    if (!e && rename(o->temp, o->path))
        e = errno;
    if (e && o->temp)
        unlink(o->temp);
    outfile_drop(o);
    errno = e;
    return !e;
}

void outfile_abandon(struct outfile *o)
{
    if (!o)
        return;
    fclose(o->f);
    if (o->temp)
        unlink(o->temp);
    outfile_drop(o);
}
