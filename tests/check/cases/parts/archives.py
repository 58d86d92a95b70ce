# Wrote port.warc, port.warc.gz and port.wacz: one invented page, compressed and in chunks, and another text. (port.pdf says the same; dossier
# itself made it.)
import gzip, zipfile
page="<html><head><title>x</title></head><body><p>Le port de Brumath sera <b>agrandi</b> en 2030 ; il coûtera 12\u00a0500 écus.</p></body></html>".encode()
def rec(t,uri,ct,block):
    return (f"WARC/1.0\r\nWARC-Type: {t}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {ct}\r\nContent-Length: {len(block)}\r\n\r\n").encode()+block+b"\r\n\r\n"
def http(body,ct="text/html; charset=utf-8",enc="",chunk=False,status="200 OK"):
    if enc=="gzip": body=gzip.compress(body,mtime=0)
    if chunk:
        h=len(body)//2
        body=b"%x\r\n"%h+body[:h]+b"\r\n%x\r\n"%(len(body)-h)+body[h:]+b"\r\n0\r\n\r\n"
    return (f"HTTP/1.1 {status}\r\nContent-Type: {ct}\r\n"+(f"Content-Encoding: {enc}\r\n" if enc else "")+("Transfer-Encoding: chunked\r\n" if chunk else "")+"\r\n").encode()+body
warc=rec("warcinfo","","application/warc-fields",b"software: by hand\r\n")+rec("request","https://example.org/port","application/http",b"GET / HTTP/1.1\r\n\r\n")+rec("response","http://example.org/port/","application/http;msgtype=response",http(page,enc="gzip",chunk=True))+rec("response","https://example.org/autre","application/http",http("Un autre texte : le port sera fermé.".encode("latin-1"),"text/plain; charset=iso-8859-1"))
open("port.warc","wb").write(warc)
recs=warc.split(b"WARC/1.0")[1:]
open("port.warc.gz","wb").write(b"".join(gzip.compress(b"WARC/1.0"+r,mtime=0) for r in recs))
z=zipfile.ZipFile("port.wacz","w",zipfile.ZIP_STORED)
for n,d in (("archive/data.warc.gz",open("port.warc.gz","rb").read()),("datapackage.json",b"{}")):
    i=zipfile.ZipInfo(n,(1980,1,1,0,0,0)); z.writestr(i,d)
z.close()
